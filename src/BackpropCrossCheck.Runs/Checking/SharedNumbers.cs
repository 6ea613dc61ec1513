namespace BackpropCrossCheck.Checking;

/// <summary>Answers with the same numbers that are not the true ones.</summary>
/// <param name="Answers">Their names; at least two.</param>
/// <param name="Wrong">How many wrong numbers they share.</param>
/// <param name="Following">How many of the numbers that follow from wrong ones they share.</param>
/// <param name="AreIdentical">Whether every number is the same.</param>
internal sealed record SharedNumbers(IReadOnlyList<string> Answers, int Wrong, int Following, bool AreIdentical);
