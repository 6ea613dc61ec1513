namespace BackpropCrossCheck.Numbers;

/// <summary>What the rows or the columns of a tensor stand for.</summary>
public enum Axis
{
    /// <summary>There is only one.</summary>
    One,

    /// <summary>The samples of the batch, N.</summary>
    Sample,

    /// <summary>The units of a layer, K; of the last one if the tensor belongs to no layer.</summary>
    Unit,

    /// <summary>The inputs of a layer, M; of the first one if the tensor belongs to no layer.</summary>
    Input,
}
