namespace BackpropCrossCheck.Checking;

/// <summary>Numbers in which at least three results disagree and none of them stands alone.</summary>
/// <param name="Camps">The names of those that agree with each other and differ from all the others, camp by camp; one camp of all where
/// there are no such groups, because one of them agrees with two that differ from each other.</param>
/// <param name="Tensors">In which numbers, in the order of the calculation.</param>
public sealed record Split(IReadOnlyList<IReadOnlyList<string>> Camps, IReadOnlyList<TensorCount> Tensors);
