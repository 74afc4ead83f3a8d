"""Every Vietnamese sentence an answer can say, in one place; quotes come from the plans alone."""

LEAD = "Chủ trì: {}"
COOP = "Phối hợp: {}"
DUE = "Thời hạn: {}"
START = "Thời gian thực hiện: {}"
PRODUCT = "Sản phẩm: {}"
GOAL = "Mục tiêu: {}"
TASK = "Nhiệm vụ: {}"
UNDER = "Thuộc: {}"
SOURCE = "Nguồn: {}"
QUOTE = "“{}”"
BELOW = "Thuộc mục: {}"

UNCERTAIN = "Lưu ý: dòng này trong bản quét bị hỏng, đã được sửa theo suy luận; xin đối chiếu bản gốc."
REPAIRED = "Lưu ý: dòng này trong bản quét bị lệch, đã được sắp lại; xin đối chiếu bản gốc khi cần."
SUCCESSOR = "{} nay là {}"
SUCCESSOR_IN_PARTS = "{} nay là {}, riêng {}"
MERGED = "Ngoài ra, {total} nhiệm vụ giao cho {before} (nay là {agency}): {rows}."
TODAY = "({})"
DIFFERS = "Lưu ý: phần lời của kế hoạch ghi khác về cơ quan thực hiện: {} ({})."
ALSO_PROSE = "Phần lời cũng ghi: {}."
OTHER_ROW = "Nhiệm vụ gần giống: {} ({})"
ALSO = "Cũng nói về việc này:"
ALSO_AT = "Còn {total} chỗ khác có nói đến “{matter}”:"
MORE_PLACES = "… và {} chỗ nữa."
YES = "Đúng. "
YES_TODAY = "Đúng, theo tên hiện nay ({before} nay là {agency}). "
YES_AMONG = "Đúng, thuộc “{}”. "
NO_OTHER = "Không phải {}. "

TASKS_LED_BY = "Các nhiệm vụ do {} chủ trì"  # as a question
ABOUT_WHAT = "{} về việc gì?"
LIST_HEAD = "Có {total} nhiệm vụ {what}:"
COUNT_HEAD = "{total} nhiệm vụ {what}."
LIST_LINE = "{at}. {task} ({label})"
LIST_MORE = "… và {} nhiệm vụ nữa."
BY_LEAD = "do {} chủ trì"
BY_COOP = "có {} phối hợp"
BY_BOTH = "có {} chủ trì hoặc phối hợp"
TOGETHER = "Ngoài ra, {total} nhiệm vụ giao chung cho {groups}, gồm cả {agency}: {rows}."
TOGETHER_CONCERNED = "{total} nhiệm vụ giao chung cho {groups}, có thể gồm {agency}: {rows}."
NOT_BY_NAME = "Không có nhiệm vụ nào giao riêng {agency} chủ trì {where}."
AS_MEMBER = "Có {total} nhiệm vụ giao chung cho {groups} chủ trì, gồm cả {agency}:"
ALSO_HEADED = "Phần lời cũng giao chung ở:"
COOP_BY_NAME = "Phối hợp, nêu đích danh: {total} nhiệm vụ ({rows})."
COOP_AS_MEMBER = "Phối hợp, giao chung: {total} nhiệm vụ ({rows})."
BY_GROUP = "thuộc nhóm {group} “{title}”"
BY_ANNEX = "thuộc {}"
BY_DUE = "có thời hạn {}"
BY_START = "bắt đầu {}"
BY_STATE = {
    "overdue": "có hạn trong kế hoạch đã qua (tính đến {})",
    "open": "có hạn trong kế hoạch chưa qua (tính đến {})",
    "soon": "đến hạn trong 30 ngày tới (tính từ {})",
}
BY_BLANK = "không ghi {}"
BY_UNDATED = "không ghi thời hạn hoặc ghi “thường xuyên”"
NOT_TOLD_DONE = "(Kế hoạch không ghi việc đã xong hay chưa.)"
DUE_PASSED = "Hạn trong kế hoạch đã qua (tính đến {})."
DUE_AHEAD = "Hạn trong kế hoạch chưa qua (tính đến {})."
BY_TOPIC = "về “{}”"
IN_DOCUMENT = "trong {}"
IN_ALL = "trong các văn bản đã nạp"

SHELF = "Có {} văn bản đã nạp, mới nhất trước:"
NONE_ENDED = (
    "Các văn bản đã nạp không ghi việc thay thế hay bãi bỏ văn bản nào trong số đó; "
    "còn hiệu lực hay không xin hỏi cơ quan ban hành."
)
IN_FORCE = "Có {} văn bản chưa bị thay thế hay bãi bỏ theo các văn bản đã nạp:"
NEWEST = "Mới nhất trong các văn bản đã nạp:"
OLDEST = "Cũ nhất trong các văn bản đã nạp:"
RANKED_MOST = "Nhiều nhất: {names}, {total} nhiệm vụ{role} {what}."
RANKED_LEAST = "Ít nhất: {names}, {total} nhiệm vụ{role} {what}."
RANKED_NEXT = "Tiếp theo: {}."
RANKED_TOGETHER = "(Riêng việc giao chung cho “{name}”: {total} nhiệm vụ {role}.)"
RANKED_OF = "(Đếm theo các bảng nhiệm vụ; việc chỉ nêu ở phần lời không tính.)"
AND_MORE = " và {} nơi nữa"
NOT_RANKED = "Tôi chưa xếp được theo điều này. Xin hỏi theo số nhiệm vụ hoặc theo thời hạn."
NONE_DATED = "Không có nhiệm vụ nào ghi thời hạn có ngày, tháng, quý hay năm {}."
DUE_FIRST = "Hạn sớm nhất {what}: {day}, {total} nhiệm vụ:"
DUE_LAST = "Hạn muộn nhất {what}: {day}, {total} nhiệm vụ:"
DUE_NEXT = "Hạn gần nhất {what} tính từ {today}: {day}, {total} nhiệm vụ:"
DUE_ALL_PAST = "Các hạn một lần {what} đều đã qua (tính đến {today}); gần nhất là {day}, {total} nhiệm vụ:"
DATED_ONLY = "(Không tính việc thường xuyên, định kỳ và việc không ghi thời hạn.)"

DOC_SIGNER = "Người ký: {}"
DOC_ISSUED = "Ngày ban hành: {}"
DOC_ISSUER = "Cơ quan ban hành: {}"
DOC_SUBJECT = "Nội dung: {}"
DOC_BASIS = "Ban hành để thực hiện: {}"
DOC_RECIPIENTS = "Nơi nhận: {}"
DOC_ADDRESSEES = "Kính gửi: {}"
DOC_NUMBER = "Số, ký hiệu: {}"

CITED_AT = "{number} được nhắc ở {total} chỗ, trong {documents}:"
CITED_DATES = "Các văn bản ghi ngày của {number} không giống nhau: {dates}."
CITED_DATE = "{number}: {date}"
NOT_CITED = "Các văn bản đã nạp không nhắc đến {}."

NOTE = "Lưu ý: {}"
CHANGED = {  # what is done, and whether the document ends with it
    ("replace", True): "{of} đã được thay thế bằng {by}.",
    ("annul", True): "{of} đã bị bãi bỏ theo {by}.",
    ("end", True): "{of} đã hết hiệu lực theo {by}.",
    ("end", False): "{of} đã hết hiệu lực một phần theo {by}.",
    ("replace", False): "{of} đã được thay thế một phần bởi {by}.",
    ("annul", False): "{of} đã bị bãi bỏ một phần theo {by}.",
    ("amend", False): "{of} đã được sửa đổi, bổ sung bởi {by}.",
    ("correct", False): "{of} đã được đính chính bởi {by}.",
}
CHANGES = {  # what is done, and whether only in part
    ("replace", False): "{by} thay thế {of}.",
    ("annul", False): "{by} bãi bỏ {of}.",
    ("end", False): "{by} ghi {of} hết hiệu lực.",
    ("end", True): "{by} ghi {of} hết hiệu lực một phần.",
    ("replace", True): "{by} thay thế một phần {of}.",
    ("annul", True): "{by} bãi bỏ một phần {of}.",
    ("amend", True): "{by} sửa đổi, bổ sung {of}.",
    ("correct", True): "{by} đính chính {of}.",
}
CHANGES_NONE = "{} không ghi việc sửa đổi, thay thế hay bãi bỏ văn bản nào."
NO_LONGER = "Không còn hiệu lực: "
NOT_ENDED = "Các văn bản đã nạp không ghi việc thay thế hay bãi bỏ {}."
NEVER_CHANGED = (
    "Các văn bản đã nạp không ghi việc sửa đổi, thay thế hay bãi bỏ {}; "
    "hiệu lực của văn bản xin hỏi cơ quan ban hành."
)
UNTIED = "Ngoài ra, {total} nhiệm vụ có hạn tùy việc khác (“Theo kế hoạch”, “Sau khi có …”): {rows}."
ALL_THE_TIME = "Ngoài ra, {total} nhiệm vụ thường xuyên, hằng năm hoặc kéo dài qua thời gian này: {rows}."
ENDING_THEN = "Ngoài ra, {total} nhiệm vụ có hạn ghi theo tháng, quý, năm hết trong thời gian này: {rows}."
COMING_AGAIN = "Ngoài ra, {total} nhiệm vụ định kỳ đến hạn trong thời gian này: {rows}."
OTHER_KIND = "Văn bản"

SEVERAL_DOCUMENTS = "Có {} văn bản cùng nói về việc này:"
MORE_DOCUMENTS = (
    "Còn {} văn bản khác cũng nói về việc này; anh/chị nêu số hoặc năm của văn bản để tôi tìm đúng."
)

NO_MATTER = "Tôi không tìm thấy nội dung này trong các văn bản đã nạp."
NO_MATTER_IN = "Tôi không tìm thấy nội dung này trong {}."
EXCERPT = "(Trích: mục này dài, trên đây chỉ là những câu sát câu hỏi nhất.)"
NO_DETAIL = "{label} có nói đến việc này nhưng không ghi {detail}."
NO_FIELD = "Bản đang có của {document} không ghi {field}."
NO_DOCUMENT = "Không có {} trong các văn bản đã nạp."
NO_PLACE = "{document} không có {place}."
NO_EXCEPTIONS = (
    "Tôi chưa trả lời được câu hỏi có điều kiện loại trừ. Xin hỏi theo cơ quan, nhóm hoặc thời hạn."
)
TOO_SHORT = "Chữ “{}” ngắn quá, chưa đủ để lọc nhiệm vụ cho chắc. Xin nói rõ hơn, bằng hai chữ trở lên."
NO_SET = "Không thấy nhiệm vụ nào như vậy {}."
NONE_SUCH = "Không có nhiệm vụ nào {}."
NO_ROLE = "Không thấy {agency} {role} nhiệm vụ nào như vậy {where}."
ROLES = {"lead": "chủ trì", "coop": "phối hợp", "both": "chủ trì hay phối hợp"}
NO_AGENCY = "Không thấy {agency} được nhắc đến {where}."
FOREIGN_MATTER = "Các văn bản đã nạp không phải của tỉnh {} và không nói đến tỉnh này."
FOREIGN = "Các văn bản đã nạp không giao việc cho {agency} của {province}."
NEAREST = "Gần nhất: {}"
LOADED_ARE = "Các văn bản đang có:"
NEAR_NUMBERS = "Số hiệu gần nhất đang có:"
WHICH_GROUP = "Nhóm {group} của {document} gồm những nhiệm vụ nào?"
OF_GROUP = "Nhóm {group} “{title}” ({document}):"
ROWS = "dòng {}"
NOT_IN_DOCUMENT = "{}: không thấy nói đến việc này."
WHICH = "Câu hỏi có thể hiểu theo {} cách, xin chọn:"
EMPTY = "Xin gõ câu hỏi, ví dụ: “Ai chủ trì giải ngân vốn đầu tư công?”"
SMALL_TALK = {
    "greeting": "Xin chào!",
    "thanks": "Rất vui được giúp.",
    "goodbye": "Tạm biệt, hẹn gặp lại.",
    "who": "Tôi là trợ lý tra cứu kế hoạch của tỉnh.",
    "help": "Xin hỏi bằng câu thường, ví dụ: “Ai chủ trì giải ngân vốn đầu tư công?”",
    "wrong": "Xin lỗi vì câu trả lời chưa đúng ý. Xin hỏi lại rõ hơn: việc gì, kế hoạch số nào.",
    "insult": "Xin lỗi vì chưa giúp được. Xin hỏi lại rõ hơn: việc gì, kế hoạch số nào.",
    "news": "Tôi không theo dõi tin tức, chỉ tra cứu các văn bản đã nạp.",
    "clock": "Câu này không có trong các văn bản đã nạp.",
}
UNTOLD = {
    "done": "Kế hoạch chỉ ghi việc phải làm và thời hạn, không ghi việc đã làm xong hay chưa.",
    "persons": "Kế hoạch ghi việc giao cho cơ quan, không ghi việc như vậy của từng người.",
    "hours": "Tôi không thấy văn bản nào ghi giờ của việc này.",
    "now": "Kế hoạch không ghi tình hình lúc này.",
    "leaders": "Kế hoạch không ghi ai đứng đầu cơ quan.",
    "ranking": "Kế hoạch không xếp việc nào hơn việc nào.",
}
CAN_DO = (
    "Tôi chỉ trả lời theo các kế hoạch, công văn đã nạp: ai chủ trì, ai phối hợp, thời hạn, sản phẩm, "
    "nội dung từng mục. Ví dụ: “Ai chủ trì giải ngân vốn đầu tư công?”"
)

FIELDS = {
    "lead": "cơ quan chủ trì",
    "coop": "cơ quan phối hợp",
    "due": "thời hạn",
    "start": "thời gian bắt đầu",
    "product": "sản phẩm",
    "goal": "mục tiêu",
    "figure": "con số được hỏi",
    "signer": "người ký",
    "issued": "ngày ban hành",
    "issuer": "cơ quan ban hành",
    "subject": "trích yếu",
    "basis": "căn cứ ban hành",
    "recipients": "nơi nhận",
    "addressees": "nơi kính gửi",
    "doc_number": "số, ký hiệu",
}
