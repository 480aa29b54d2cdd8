/// A quadrotor that is almost upside down turns over and hovers where it was. Plant and attitude are
/// from the library.
import lib.plants.quadrotor {Quadrotor};
import lib.quat as quat;

problem Recover for Quadrotor {
  horizon 2 [s] steps 100;
  start p = [0, 0, 0], q = [0.28, 0.96, 0, 0], v = [0, 0, 0], w = [0, 0, 0];
  minimize {
    running  effort: 0.05*sumsq(f - mass*g/4);
    running  smooth: 0.1*sumsq(w);
    running  stay:   1.0*sumsq(p);
    terminal place:  100*sumsq(p) + 10*sumsq(v);
    terminal level:  100*quat.misalignment(q, quat.identity) + 10*sumsq(w);
  }
  view {
    let along[3]  : m = quat.rotate(q, [arm, 0, 0]);
    let across[3] : m = quat.rotate(q, [0, arm, 0]);
    let up[3]     : m = quat.rotate(q, [0, 0, arm]);
    line(p - along, p + along, color = "black");
    line(p - across, p + across, color = "black");
    line(p, p + up, color = "green");
    front: disc(p + along, 0.03, color = "red");
    disc(p - along, 0.03, color = "blue");
    left:  disc(p + across, 0.03, color = "orange");
    disc(p - across, 0.03, color = "blue");
  }
}

solve Recover using ilqr {
  expect sumsq(final(p)) <= 0.05^2;
  expect sumsq(final(q) - [1, 0, 0, 0]) <= 0.05^2 or sumsq(final(q) + [1, 0, 0, 0]) <= 0.05^2;
}
