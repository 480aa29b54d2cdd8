problem 振り子 {
  state 角度;
  control 力;
  dynamics { der(角度) = 力 - 0.1*角速度; }
  horizon 1 steps 10;
  start 角度 = 1;
  minimize { running 力^2; terminal 角度^2; }
}
