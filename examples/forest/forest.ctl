module examples.forest;

const trees = 35;
const beams = 30;
const reach = 5;    // of the laser
const touch = 0.5;  // a trunk has a radius of 0.3, the vehicle of 0.2

/// How far a laser in the direction (c, s) sees from (0, 0) with a trunk at (a, b).
function range(c, s, a, b) {
  let along = c*a + s*b;
  let off   = a^2 + b^2 - along^2;
  return if along > 0 and off < 0.09 then min(reach, along - sqrt(0.09 - off)) else reach;
}

model Vehicle {
  param   tx[trees] ~ uniform(3, 20);
  param   ty[trees] ~ uniform(-4, 4);
  state   x;
  state   y;
  state   vx;
  state   vy;
  control ax in [-6, 6];
  control ay in [-6, 6];

  let near[trees] = [hypot(x - tx[i], y - ty[i]) for i in 1:trees];

  dynamics {
    der(x)  = vx;
    der(y)  = vy;
    der(vx) = ax;
    der(vy) = ay;
  }

  view {
    line([0, -5], [20, -5], color = "gray");
    line([0, 5], [20, 5], color = "gray");
    disc([tx[i], ty[i]], 0.3, color = "green") for i in 1:trees;
    line([x, y], [x, y] + 0.5*[vx, vy], color = "black");
    vehicle: disc([x, y], 0.2, color = "blue");
  }
}

/// Eight seconds among trees that the vehicle sees with a laser alone.
problem Flight for Vehicle {
  noise grain[beams] ~ normal(0, 0.02);

  horizon 8 steps 80;
  start x = 0, y ~ uniform(-2, 2), vx = 2, vy = 0;

  observe clear[beams] = [
    1
        - (min(range(cos(pi*((i - 1)/29 - 0.5)), sin(pi*((i - 1)/29 - 0.5)), tx[j] - x, ty[j] - y)
        for j in 1:trees) + grain[i])/reach for i in 1:beams
  ];
  observe speed[2]     = [vx, vy]/2;
  observe side         = y/4;

  terminate when crash: min(near) < touch or abs(y) > 5;
  maximize { running way: vx; }
}

/// What a teacher plans who knows the trees: 1.5 s ahead.
problem Ahead for Vehicle {
  const h = 0.1;

  let pace = (vx - 2)^2 + 0.3*vy^2 + 0.02*y^2
      + 2*sumsq([60*max(0, 0.65 - near[i]) for i in 1:trees]);

  horizon 15*h steps 15;
  integrator rk4 cost left;
  start x = 0, y = 0, vx = 2, vy = 0;

  minimize {
    running  flight: pace/h;
    running  effort: 0.05*(ax^2 + ay^2)/h;
    terminal last:   5*pace;
  }
}

mpc Ahead as pilot using ilqr {
  rate       = 10;
  iterations = 4;
}

policy Eyes for Flight {
  input clear, speed, side;
  layer  h1 = dense([clear, speed, [side]], units = 40, act = tanh);
  layer  h2 = dense(h1, units = 40, act = tanh);
  layer  a  = dense(h2, units = 2);
  output ax = a[1];
  output ay = a[2];
}

train Eyes as plato using plato {
  weight  = 0.01;
  updates = 3000;
  teacher { run = pilot; }
  evaluate { episodes = 100; }
  expect mean_return >= 8;
}

train Eyes as dagger using dagger {
  rounds   = 5;
  episodes = 10;
  updates  = 3000;
  teacher { run = pilot; }
  evaluate { episodes = 100; }
}

train Eyes as supervised using dagger {
  rounds   = 5;
  episodes = 10;
  mix      = 1;
  updates  = 3000;
  teacher { run = pilot; }
  evaluate { episodes = 100; }
}
