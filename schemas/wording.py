"""What marshmallow says of a field, in Chinese."""

import re
from typing import Any

SENTENCES = tuple(
    (re.compile(pattern), zh)
    for pattern, zh in (
        (r"Missing data for required field\.", "必须填写"),
        (r"Unknown field\.", "没有这一字段"),
        (r"Field may not be null\.", "不能为 null"),
        (r"Invalid input type\.", "应为 JSON 对象"),
        (r"Not a valid string\.", "应为文字"),
        (r"Not a valid integer\.", "应为整数"),
        (r"Not a valid boolean\.", "应为 true 或者 false"),
        (r"Not a valid list\.", "应为列表"),
        (r"Not a valid date\.", "应为日期，如 2026-03-02"),
        (r"Not a valid (?:aware )?datetime\.", "应为带时区的时间，如 2026-03-02T09:00:00+08:00"),
        (r"Must be one of: (.*)\.", r"应为下列之一：\1"),
        (r"Length must be between (\d+) and (\d+)\.", r"长度应为\1至\2"),
        (r"Shorter than minimum length (\d+)\.", r"长度不少于\1"),
        (r"Longer than maximum length (\d+)\.", r"长度不超过\1"),
        (r"Must be greater than or equal to (\S+) and less than or equal to (\S+)\.", r"应为\1至\2"),
        (r"Must be greater than or equal to (\S+)\.", r"不小于\1"),
        (r"String does not match expected pattern\.", "格式不符"),
        (r"Character (\d+) cannot be stored: (\S+)\.", r"第\1个字符不能存储（\2）"),
        (
            r"Percent-encoded UTF-8 of at most (\d+) printable characters\.",
            r"应为以百分号编码的 UTF-8 文字，至多\1个可打印字符",
        ),
        (r"Not the digest of these bytes: the bytes have the digest (\w+)\.", r"与内容的摘要不符，内容的摘要为\1"),
        (r"sha-256=:base64 of the 32 bytes:", r"应为 sha-256=:32字节摘要的base64:"),
        (r"Not a year from (\d+) to (\d+)\.", r"年份应在\1至\2之间"),
    )
)


def in_chinese(errors: Any) -> Any:
    """The same errors at the same places; a sentence that we do not know stays as it is."""
    if isinstance(errors, dict):
        return {key: in_chinese(inner) for key, inner in errors.items()}
    if isinstance(errors, list):
        return [in_chinese(inner) for inner in errors]
    return next((found.expand(zh) for pattern, zh in SENTENCES if (found := pattern.fullmatch(str(errors)))), errors)
