namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The factors that people forget or put in twice: 2, N, K, and their products and quotients.</summary>
internal static class Factors
{
    /// <summary>The factors, without 1; the plain ones first.</summary>
    /// <param name="evidence">The numbers to be explained.</param>
    public static IEnumerable<double> Of(Evidence evidence)
    {
        double[] samples = PowersOf(evidence.Fixture.Batch.Samples);
        double[] units = PowersOf(evidence.Fixture.Network.Outputs);
        return (from two in PowersOf(2)
                from n in samples
                from k in units
                let factor = two * n * k
                where factor != 1
                orderby (two == 1 ? 0 : 1) + (n == 1 ? 0 : 1) + (k == 1 ? 0 : 1)
                select factor).Distinct();
    }

    private static double[] PowersOf(double value) => [1, value, 1 / value];
}
