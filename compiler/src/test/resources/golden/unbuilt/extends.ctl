model A { state x; control u; dynamics { der(x) = u; } }
model B extends A { param m = 1; }
problem P for B { horizon 1 steps 10; start x = 0; minimize { running u^2; } }
