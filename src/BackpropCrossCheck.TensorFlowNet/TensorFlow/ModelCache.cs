using System.Globalization;
using BackpropCrossCheck.TensorFlowNet.Calculation;
using static Tensorflow.KerasApi;

namespace BackpropCrossCheck.TensorFlowNet.TensorFlow;

/// <summary>Keeps one model for each architecture. A network with a known architecture is four times as fast as one that needs a new
/// model.</summary>
internal sealed class ModelCache
{
    /// <summary>The largest number of models.</summary>
    public const int MostModels = 100;

    /// <summary>How many models are built before the Keras session is cleared of their remains. Models that are kept continue to
    /// work.</summary>
    private const int MostBuilt = 100;

    private readonly LeastRecentlyUsed<SequentialModel> _models = new(MostModels);
    private int _built;

    /// <summary>The model for a network. It still has the weights of the previous network.</summary>
    /// <param name="question">The network.</param>
    public SequentialModel Get(Question question)
    {
        SequentialModel model = _models.Get(Architecture(question), () => Build(question), out bool hasMade);
        if (hasMade)
        {
            _built++;
        }

        return model;
    }

    /// <summary>Forgets all models, and clears the Keras session of their remains.</summary>
    public void Forget()
    {
        _models.Clear();
        ClearSession();
    }

    // TensorFlow.NET's memory grows with every model that is built, and shrinks only when the session is cleared.
    private SequentialModel Build(Question question)
    {
        if (_built == MostBuilt)
        {
            ClearSession();
        }

        return new SequentialModel(question);
    }

    private void ClearSession()
    {
        keras.backend.clear_session();
        _built = 0;
    }

    private static string Architecture(Question question)
        => string.Create(CultureInfo.InvariantCulture, $"{question.IsFloat64} {question.Inputs.Columns} ")
            + string.Join(
                ' ',
                question.Layers.Select(
                    layer => string.Create(CultureInfo.InvariantCulture, $"{layer.Units} {layer.Bias is not null} {layer.Activation}")));
}
