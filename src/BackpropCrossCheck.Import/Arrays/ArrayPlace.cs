namespace BackpropCrossCheck.Import.Arrays;

/// <summary>Says where in the network an array belongs.</summary>
/// <param name="Layer">The layer, from 1.</param>
/// <param name="IsBias">Whether it is the bias of the layer, or its weights.</param>
/// <param name="Name">The array's name in the file.</param>
internal sealed record ArrayPlace(int Layer, bool IsBias, string Name);
