using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Checking;

/// <summary>How many numbers of a tensor something is said of.</summary>
/// <param name="Step">The tensor.</param>
/// <param name="Numbers">How many; at least 1.</param>
public sealed record TensorCount(Step Step, int Numbers);
