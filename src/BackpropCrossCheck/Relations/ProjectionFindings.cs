namespace BackpropCrossCheck.Relations;

/// <summary>What a projection shows of a layer's gradient.</summary>
/// <param name="Wrong">By row and column, the numbers that do not fit the others, and how far each is off.</param>
/// <param name="IsMoreWrong">Whether something is left when these are taken out: the gradient is not of one piece.</param>
/// <param name="Rows">How many rows were looked at.</param>
/// <param name="Columns">How many columns the gradient has.</param>
/// <param name="Visible">For each number, row-major, the smallest defect that would have shown; infinite where none would have.</param>
internal sealed record ProjectionFindings(
    IReadOnlyDictionary<(int Row, int Column), double> Wrong, bool IsMoreWrong, int Rows, int Columns, double[] Visible);
