/// A rocket comes down with 70 m/s and stands still on its legs 20 s later. The plant is from the library.
import lib.plants.rocket {Rocket};

problem Land for Rocket {
  horizon 20 [s] steps 200;
  start x = 200, y = 800, theta = 0.1, vx = -10, vy = -70, omega = 0, mass = 25e3;
  minimize {
    running  fuel:    1e-12*thrust^2;
    running  calm:    0.1*gimbal^2 + 0.1*omega^2;
    terminal place:   0.1*(x^2 + (y - arm)^2);  // the engine touches the ground
    terminal still:   1.0*(vx^2 + vy^2);
    terminal upright: 100*theta^2 + 100*omega^2;
  }
  view {
    let nozzle[2] = [x, y] - arm*axis;
    let length    = clamp(1e-4 [m/N] * thrust, 0 [m], y - arm);  // the ground stops it
    ground: line([-100, 0], [300, 0], color = "gray");
    plume:  line(nozzle, nozzle + length*[sin(theta + gimbal), -cos(theta + gimbal)],
        color = "orange");
  }
}

solve Land using ddp {
  guess thrust = 260 [kN];
  expect abs(final(x)) <= 0.5 and abs(final(y) - 10) <= 0.5;
  expect abs(final(vy)) <= 0.2 and abs(final(theta)) <= 0.01;
  expect final(mass) >= 22e3;
}
