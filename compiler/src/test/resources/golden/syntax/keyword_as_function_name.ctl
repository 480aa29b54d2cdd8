function der(x) = x;
