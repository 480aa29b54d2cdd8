model M {
  lagrangian {
    let v = der(hand);
    kinetic = 0.5*m*sumsq(v);
    potential = m*g*hand[2];
    dissipation = 0.5*c*w^2;
    force(q1) = tau - c*w1;
  }
}
