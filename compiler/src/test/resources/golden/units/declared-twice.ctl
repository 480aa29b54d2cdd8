unit knot = 0.514444 [m/s];
unit knot = : m/s;
unit N = 1 [kg];
model M { state x : knot; dynamics { der(x) = 0; } }
