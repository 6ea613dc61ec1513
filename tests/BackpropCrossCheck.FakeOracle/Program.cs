using BackpropCrossCheck.FakeOracle;

// A mode, then its argument: see Modes. Without a mode it is a well-behaved oracle whose "gradients" are the parameters themselves.
string mode = args.Length > 0 ? args[0] : "";
string argument = args.Length > 1 ? args[1] : "";
using var wire = new Wire();
return new Modes(wire, argument).Run(mode);
