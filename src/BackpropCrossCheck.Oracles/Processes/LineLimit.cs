using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>How long a line of an oracle may be: an oracle that writes without end must not fill the memory.</summary>
internal static class LineLimit
{
    /// <summary>What every line may have, whatever it answers: 1 MiB, room for fields that nobody asked for.</summary>
    public const long Floor = 1L << 20;

    /// <summary>What it may have besides for each number of the answer; 17 digits, sign, point and exponent are 24.</summary>
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
