namespace BackpropCrossCheck.Engine.Tests;

/// <summary>Runs a calculation until it has done so many multiplications that it is compiled for registers.</summary>
internal static class OftenRun
{
    private const long WorthCompiling = 1 << 20;

    /// <summary>Runs it.</summary>
    /// <param name="run">The calculation.</param>
    /// <param name="network">Its network.</param>
    /// <param name="samples">N.</param>
    public static void UntilRegisters(Backpropagation run, Network network, int samples)
    {
        long work = network.Layers.Sum(layer => 3L * samples * layer.Weights.Length);
        for (long runs = (WorthCompiling / work) + 2; runs > 0; runs--)
        {
            run.Run();
        }
    }

    /// <summary>The bits of every result: L, and a, z, δ and both gradients of each layer. NaN counts as one number.</summary>
    /// <param name="run">The calculation.</param>
    /// <param name="layers">How many layers it has.</param>
    public static long[] Bits(Backpropagation run, int layers)
        =>
        [
            Bits(run.LossValue),
            .. Enumerable.Range(0, layers).SelectMany(l => (double[])
            [
                .. run.PreActivations(l), .. run.Outputs(l), .. run.Deltas(l), .. run.WeightGradient(l), .. run.BiasGradient(l),
            ]).Select(Bits),
        ];

    private static long Bits(double number) => double.IsNaN(number) ? -1 : BitConverter.DoubleToInt64Bits(number);
}
