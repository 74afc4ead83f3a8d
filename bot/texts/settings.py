"""Every Vietnamese sentence about settings: one line each, for whoever starts the program.

Each says which setting, where, what is wrong and what to write. `name` is a variable of the environment, or
what `setting_in_file` makes of a key. A secret is never quoted.
"""

from __future__ import annotations

SETTING_BOT_MISSING = (
    "Chưa có TELEGRAM_BOT_TOKEN: hãy lấy mã bot ở @BotFather trên Telegram rồi đặt vào biến môi trường này,"
    " hoặc vào khóa token của kehoach.toml."
)
SETTING_BOT_REFUSED = (
    "Telegram không chấp nhận mã bot: hãy kiểm tra TELEGRAM_BOT_TOKEN"
    " (và TELEGRAM_API_URL nếu có đặt), hoặc xin mã mới ở @BotFather."
)
SETTING_NO_SOCKS = (
    "TELEGRAM_PROXY dùng SOCKS nhưng máy chưa có phần hỗ trợ:"
    " hãy cài thêm gói python-telegram-bot[socks], hoặc dùng proxy HTTP."
)


def setting_in_file(key: str, file: str) -> str:
    """How a setting of the file is called in the lines below; one of the environment goes by its variable."""
    return f"Khóa {key} trong {file}"


def setting_missing(name: str, key: str) -> str:
    """A setting that has to be there."""
    return f"Chưa có {name}: hãy đặt biến môi trường này, hoặc khóa {key} trong kehoach.toml."


def setting_bad_token(name: str) -> str:
    """A token that cannot be one."""
    return f"{name} không đúng dạng «số:chuỗi ký tự»: hãy chép lại nguyên mã bot do @BotFather cấp."


SETTING_BOT_MALFORMED = setting_bad_token("TELEGRAM_BOT_TOKEN")


def setting_bad_url(name: str, example: str) -> str:
    """The address of a server, or of a proxy, that cannot be one."""
    return f"{name} không phải một địa chỉ máy chủ: hãy viết dạng {example}, sau đó không có gì thêm."


def setting_bad_id(name: str, word: str) -> str:
    """An id that is not a number."""
    return f"{name} có «{word}» không phải mã số: hãy ghi các mã số Telegram, cách nhau bằng dấu phẩy."


def setting_bad_date(name: str, word: str) -> str:
    """A date that is not an ISO date."""
    return f"{name} có «{word}» không phải ngày: hãy viết dạng năm-tháng-ngày, ví dụ 2024-01-31."


def setting_bad_switch(name: str, word: str) -> str:
    """Something that is neither on nor off."""
    return f"{name} có «{word}» không hợp lệ: hãy viết on hoặc off."


def setting_bad_choice(name: str, word: str, words: str) -> str:
    """A word that is none of those there are."""
    return f"{name} có «{word}» không hợp lệ: hãy viết một trong các từ {words}."


def setting_bad_number(name: str, word: str) -> str:
    """Something that is not a whole number."""
    return f"{name} có «{word}» không phải số nguyên: hãy viết một số, ví dụ 30."


def setting_out_of_bounds(name: str, word: str, bound: str, *, below: bool) -> str:
    """A number too small, or too large."""
    return f"{name} có «{word}» không hợp lệ: hãy viết một số từ {bound} trở {'lên' if below else 'xuống'}."


def setting_bad_value(name: str, word: str) -> str:
    """Anything else that cannot be."""
    return f"{name} có «{word}» không hợp lệ: hãy xem lại bảng thiết lập trong tài liệu rồi sửa."


def setting_misspelt(name: str, near: str) -> str:
    """A variable that is almost one."""
    return f"Không có thiết lập {name}: hãy sửa tên biến môi trường này thành {near}, hoặc bỏ đi."


def setting_unknown_key(key: str, file: str, near: str = "") -> str:
    """A key of the file that is none, with the one that was perhaps meant."""
    remedy = f"hãy sửa thành {near}" if near else "hãy bỏ dòng này"
    return f"Không có thiết lập {key} (trong {file}): {remedy}."


def setting_not_in_file(key: str, file: str) -> str:
    """A setting that the environment alone can give."""
    return f"{key} không đặt trong {file} được: hãy bỏ dòng này và dùng biến môi trường."


def setting_secret_is_open(key: str, file: str) -> str:
    """A secret in a file that everybody on the machine can read."""
    return f"Tệp {file} có {key} mà ai trên máy cũng đọc được: hãy chạy lệnh chmod 600 {file} rồi thử lại."


def setting_file_missing(name: str, file: str) -> str:
    """The file that is named is not there."""
    return f"{name} chỉ tới «{file}» nhưng không có tệp này: hãy sửa đường dẫn, hoặc bỏ {name}."


def setting_file_unreadable(file: str, why: str) -> str:
    """The file cannot be opened."""
    return f"Không đọc được tệp thiết lập {file} ({why}): hãy kiểm tra quyền đọc của người dùng chạy bot."


def setting_file_not_toml(file: str, line: str) -> str:
    """The file is not written as TOML is."""
    where = f", dòng {line}," if line else ""
    return (
        f'Tệp thiết lập {file}{where} sai cách viết: mỗi dòng hãy viết dạng khóa = "giá trị", lưu bằng UTF-8.'
    )
