"""The time zone of the plans and of those who read them, wherever the machine stands."""

from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
