namespace BackpropCrossCheck.Import.Building;

/// <summary>Small made-up numbers: the same seed gives the same ones.</summary>
/// <param name="seed">The seed.</param>
/// <remarks>Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.</remarks>
internal sealed class MadeUpNumbers(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Numbers between −1 and 1 with two decimals, never 0.</summary>
    /// <param name="count">How many.</param>
    public double[] Numbers(int count)
    {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            int drawn = Below(200) - 100;
            numbers[i] = (drawn >= 0 ? drawn + 1 : drawn) / 100.0;
        }

        return numbers;
    }

    /// <summary>Numbers, each one of two.</summary>
    /// <param name="count">How many.</param>
    /// <param name="low">The one.</param>
    /// <param name="high">The other.</param>
    public double[] Either(int count, double low, double high)
    {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = Below(2) == 0 ? low : high;
        }

        return numbers;
    }

    /// <summary>One-hot rows.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How long they are.</param>
    public double[] OneHot(int rows, int columns)
    {
        double[] numbers = new double[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            numbers[(i * columns) + Below(columns)] = 1;
        }

        return numbers;
    }

    private int Below(int limit)
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)limit);
    }
}
