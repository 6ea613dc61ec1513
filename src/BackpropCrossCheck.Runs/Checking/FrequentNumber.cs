using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>A number that several answers have wrong.</summary>
/// <param name="Number">The number, as the first of them has it.</param>
/// <param name="Answers">How many have it wrong.</param>
/// <param name="Commonest">The wrong value that most of them give; null if no two give the same.</param>
/// <param name="Same">How many give that value.</param>
internal sealed record FrequentNumber(ComparedNumber Number, int Answers, double? Commonest, int Same);
