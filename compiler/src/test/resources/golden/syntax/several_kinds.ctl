module examples.pendulum

model Pendulum {
  state theta : rad
  dynamics {
    der(theta) = 2u;
    let a = sin(theta;
  }
}

problem SwingUp for Pendulum {
  horizon 8 [s];
  constraints {
    terminal stop: x = 0;
  }
}
