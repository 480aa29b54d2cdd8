table t(x) = "C:\data\new.csv";
