"""The place of a Chinese name in a list: by pinyin, surnames as surnames are read."""
