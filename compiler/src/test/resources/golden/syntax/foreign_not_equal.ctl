problem SwingUp for Pendulum {
  constraints {
    path a <> b;
    path a ~= b;
    path a => b;
    path a =< b;
  }
}
