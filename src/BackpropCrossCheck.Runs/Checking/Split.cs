namespace BackpropCrossCheck.Checking;

/// <summary>Numbers on which at least three results disagree without any of them standing alone.</summary>
/// <param name="Camps">The names of those that agree with each other and differ from all the others, one list for each camp. A single camp
/// of all if there are no such groups, because one result agrees with two that differ from each other.</param>
/// <param name="Tensors">The tensors with these numbers, in the order of the calculation.</param>
public sealed record Split(IReadOnlyList<IReadOnlyList<string>> Camps, IReadOnlyList<TensorCount> Tensors);
