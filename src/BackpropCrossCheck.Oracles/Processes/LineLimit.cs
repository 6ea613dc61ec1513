using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>The longest line that an oracle may write, so that endless output cannot fill the memory.</summary>
internal static class LineLimit
{
    /// <summary>What every line may use, whatever it answers: 1 MiB, which leaves room for unknown fields.</summary>
    public const long Floor = 1L << 20;

    /// <summary>What it may use in addition for each number of the answer. 17 digits with sign, point and exponent take 24.</summary>
    public const long BytesPerNumber = 64;

    /// <summary>The limit for the answer to a question of that layout, in bytes.</summary>
    public static long Of(TensorLayout layout)
    {
        long numbers = 0;
        foreach (Step step in layout.Steps)
        {
            numbers += step.IsAfterTraining ? 0 : (long)step.Length;
        }

        return Math.Min(Floor + (BytesPerNumber * numbers), Array.MaxLength);
    }
}
