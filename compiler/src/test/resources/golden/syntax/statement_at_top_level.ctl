state x;
der(x) = 3;
