namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The small numbers that people add or clip at.</summary>
internal static class SmallNumbers
{
    /// <summary>Powers of ten, and the unit roundoff of float32 and float64 as programs print it.</summary>
    public static IReadOnlyList<double> All { get; } =
    [
        1e-7, 1e-8, 1e-15, 1e-12, 1e-10, 1e-6, 1e-5, 1e-9, 1e-4, 1e-3, 1e-2, 1e-16, 1e-20, 1e-11, 1e-13, 1e-14,
        1.1920929e-7, 2.220446049250313e-16,
    ];
}
