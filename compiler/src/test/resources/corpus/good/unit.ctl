unit knot = 0.514444 [m/s];
unit torque = : N*m;
unit halves = : m^-2*kg/(s*A)^0.5;
