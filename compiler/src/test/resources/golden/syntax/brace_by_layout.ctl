model Pendulum {
  dynamics {
    der(theta) = 1;
}

problem SwingUp for Pendulum {
  horizon 5 steps 10;
}
