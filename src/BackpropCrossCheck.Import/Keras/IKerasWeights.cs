using BackpropCrossCheck.Import.Tensors;

namespace BackpropCrossCheck.Import.Keras;

/// <summary>Where the weights of a Keras model are.</summary>
internal interface IKerasWeights
{
    /// <summary>The arrays of the next layer, in Keras's order: kernel, bias. Layers are asked for in the order of the model.</summary>
    /// <param name="layer">Its name.</param>
    /// <param name="type">Its type.</param>
    IReadOnlyList<Tensor> Of(string layer, string type);
}
