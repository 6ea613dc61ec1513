using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Checking;

/// <summary>A count of numbers in one tensor.</summary>
/// <param name="Step">The tensor.</param>
/// <param name="Numbers">How many; at least 1.</param>
public sealed record TensorCount(Step Step, int Numbers);
