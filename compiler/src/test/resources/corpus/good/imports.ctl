module uses;
import lib.quat;
import lib.quat as q;
import lib.frames {rotate};
import lib.frames {rotate, path, steps};
