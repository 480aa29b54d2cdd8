problem A { state x; control u; dynamics { der(x) = u; } horizon 1 steps 10; start x = 0; minimize { running u^2; } }
problem B for A { horizon 1 steps 10; start x = 0; minimize { running u^2; } }
