namespace BackpropCrossCheck.Import.Arrays;

/// <summary>How the matrix of a layer is arranged.</summary>
internal enum KernelLayout
{
    /// <summary>K×M, a row for each unit, as PyTorch and fixtures have it.</summary>
    UnitsByInputs,

    /// <summary>M×K, a row for each input, as Keras has it.</summary>
    InputsByUnits,
}
