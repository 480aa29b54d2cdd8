const a = [31m3;
