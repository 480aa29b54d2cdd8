model Walk { state x; control u in [-1, 1]; dynamics { der(x) = u; } }
problem World for Walk { observe seen = x; horizon 2 steps 20; start x = 1; minimize { running x^2; } }
problem Ahead for Walk { horizon 1 steps 10; start x = 1; minimize { running x^2; } }
policy Net for World { input seen; output u = dense(seen, units = 1); }
solve Ahead as plan using ilqr {}
train Net using plato { teacher { run = plan; } }
