module marked;
