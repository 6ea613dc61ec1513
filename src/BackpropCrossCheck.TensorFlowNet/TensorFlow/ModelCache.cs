using System.Globalization;
using BackpropCrossCheck.TensorFlowNet.Calculation;
using static Tensorflow.KerasApi;

namespace BackpropCrossCheck.TensorFlowNet.TensorFlow;

/// <summary>Keeps one model for each architecture: a network of a known one is four times as fast as one that needs a new model.</summary>
internal sealed class ModelCache
{
    /// <summary>How many models there are at most.</summary>
    public const int MostModels = 100;

    /// <summary>How many models are built before the Keras session is cleared of what they left in it. Models that are kept go on to
    /// work.</summary>
    private const int MostBuilt = 100;

    private readonly LeastRecentlyUsed<SequentialModel> _models = new(MostModels);
    private int _built;

    /// <summary>The model for a network, with the weights of whatever network it had before.</summary>
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

    /// <summary>Forgets all models, and the Keras session with what they left in it.</summary>
    public void Forget()
    {
        _models.Clear();
        ClearSession();
    }

    // TensorFlow.NET's memory grows with every model that is built and shrinks only with the session.
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
