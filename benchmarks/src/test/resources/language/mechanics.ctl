// Coordinates and energies, algebraic variables, implicit integrators, a quaternion and angles.
unit turn = 360 [deg];

function wheel(q[4], w[3])[4] = 0.5*[-dot(q[2:4], w), q[1]*w + cross(q[2:4], w)];

model Crane {
  param      m[2] : kg    = [1.5, 0.5];
  param      l    : cm    = 70;
  param      g    : m/s^2 = 9.81;
  coordinate x    : m     rate v;
  coordinate th   : angle rate om;
  control    F    : N in [-20, 20];

  let load[2] : m = [x + l*sin(th), -l*cos(th)];

  lagrangian {
    let speed[2] = der(load);
    kinetic     = 0.5*m[1]*der(x)^2 + 0.5*m[2]*sumsq(speed);
    potential   = m[2]*g*load[2];
    dissipation = 0.5*0.1 [N*m*s]*om^2;
    force(x)    = F;
    force(th)   = -0.01 [N*m*s]*om;
  }
  view {
    cart: box([x, 0], [0.4, 0.2], 0);
    rope: line([x, 0], load);
    bob:  disc(load, 0.05, color = "red");
  }
}

problem Swing for Crane {
  horizon 1 [s] steps 20;
  integrator midpoint substeps 2;
  start x = 0, v = 0, th = 0.1 [turn], om = 0;
  minimize {
    running  effort: 0.01*(F/1 [N])^2;
    terminal rest:   10*v^2/1 [m^2/s^2] + (th - pi)^2;
  }
}

problem Spin {
  param   J[3, 3] : kg*m^2 = diag([1, 2, 3]);
  state   q       : quat;
  state   w[3]    : rad/s;
  control tau[3]  : N*m in [-1, 1];
  dynamics {
    der(q) = wheel(q, w/1 [rad/s])/1 [s];
    der(w) = J \ (tau - cross(w, J*w));
  }
  horizon 1 [s] steps 10;
  integrator backward_euler;
  start q = [1, 0, 0, 0], w = zeros(3);
  minimize { running sumsq(tau/1 [N*m]); terminal 5*(1 - q[1]^2); }
}

problem Stiff {
  state     y;
  state     charge  : A*s;
  control   u    = 0.2 in [-1, 1];
  algebraic current : A;
  algebraic z[2] = [0.1, 0.2];
  dynamics {
    der(y)      = -1e3*(y - cos(t/1 [s])) + u + z[1];
    der(charge) = current;
    equation ohm: 2 [V] == 4 [ohm]*current + charge/0.5 [F];
    equation z + 0.1*z.^3 == [y, u];
    after { charge = clamp(charge, 0, 1); }
  }
  horizon 1 steps 10;
  integrator gauss2;
  start y = 0, charge = 0;
  minimize { running u^2 + 0.1*z[2]^2; terminal 10*y^2; }
}

solve Swing using ilqr { iterations = 2; }
solve Stiff using ddp { iterations = 2; guess u = 0.1; }
