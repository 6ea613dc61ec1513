using BackpropCrossCheck.Import.Tensors;

namespace BackpropCrossCheck.Import.Arrays;

/// <summary>The arrays of one layer.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Weights">A matrix.</param>
/// <param name="Bias">One number for each unit, or null.</param>
/// <param name="Named">How the matrix is arranged, if its name tells.</param>
internal sealed record LayerArrays(string Name, Tensor Weights, Tensor? Bias, KernelLayout? Named);
