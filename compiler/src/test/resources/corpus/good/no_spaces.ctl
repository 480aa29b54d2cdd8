model M{state x:m in[0,1];dynamics{der(x)=-1*x^2;}}problem P for M{horizon 1 steps 2;start x=0;}
