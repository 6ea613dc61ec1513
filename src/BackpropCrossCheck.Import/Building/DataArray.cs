namespace BackpropCrossCheck.Import.Building;

/// <summary>Inputs or labels from a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Shape">The length of each axis, the samples first.</param>
/// <param name="Values">The numbers, row-major.</param>
internal sealed record DataArray(string File, IReadOnlyList<int> Shape, double[] Values);
