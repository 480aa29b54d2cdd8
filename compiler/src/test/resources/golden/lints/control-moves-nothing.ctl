model Car {
  state x;
  state y;
  state heading;
  control speed in [0, 1];
  control steer in [-0.5, 0.5];
  dynamics {
    der(x) = speed*cos(heading);
    der(y) = speed*sin(heading);
    der(heading) = 0.2*speed;
  }
}

problem Park for Car {
  horizon 4 steps 80;
  start x = 0, y = 0, heading = 0;
  minimize { running 0.1*speed^2 + 0.1*steer^2; terminal (x - 2)^2 + (y - 1)^2; }
}
