unit cubit = 0.5 + 0.2;
unit nothing = -1 [m];
model M { state x : cubit; state y : 0*m; state z : m^0.123; dynamics { der(x) = 0; der(y) = 0; der(z) = 0; } }
