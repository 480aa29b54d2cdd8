unit ell = 1.14 [m];
unit a = 2 [b];
unit b = : c*s;
unit c = : a/ell;
model M { state x : a; dynamics { der(x) = 0; } }
