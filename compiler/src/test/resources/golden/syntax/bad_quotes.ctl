table t(x) = “data.csv”;
