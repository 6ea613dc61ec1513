using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Import.Models;

namespace BackpropCrossCheck.Import.Building;

/// <summary>Makes a fixture of a model, its data and a loss.</summary>
internal static class FixtureBuilder
{
    /// <summary>The fixture. Its description says what was made up, left out or chosen.</summary>
    /// <param name="model">The model.</param>
    /// <param name="request">The rest.</param>
    /// <exception cref="FixtureException">The data do not fit the model or the loss.</exception>
    public static Fixture Of(ImportedModel model, FixtureRequest request)
    {
        var notes = new List<string>(model.Notes);
        Network network = WithLogits(model, request, notes);
        Loss loss = LossOf(model, network, request, notes);
        var drawn = new MadeUpNumbers(request.Seed);
        int samples = request.Inputs?.Shape[0] ?? request.Labels?.Shape[0] ?? request.Samples;
        double[] inputs = request.Inputs is { } given ? Samples.Inputs(given, network.Inputs) : drawn.Numbers(samples * network.Inputs);
        double[] labels = request.Labels is { } known
            ? Samples.Labels(known, samples, network.Outputs, loss) : MadeUpLabels(drawn, loss, samples, network.Outputs);
        string[] madeUp =
        [
            .. new (DataArray? Data, string Role)[] { (request.Inputs, "inputs"), (request.Labels, "labels") }
                .Where(part => part.Data is null).Select(part => part.Role),
        ];
        if (madeUp.Length > 0)
        {
            notes.Insert(0, FormattableString.Invariant(
                $"Warning: the {Wording.List(madeUp)} are made up (seed {request.Seed}); ")
                + "they show whether gradients are right, not how good the model is.");
        }

        return new Fixture
        {
            Name = request.Name,
            Description = string.Join(' ', notes) is { Length: > 0 } text ? text : null,
            Source = $"{model.Kind}, imported from {Path.GetFileName(request.File)}",
            Network = network,
            Batch = new Batch(samples, inputs, labels),
            Loss = loss,
            Regularization = model.Regularization,
        };
    }

    // The gradients are the same whether the network or the loss applies it.
    private static Network WithLogits(ImportedModel model, FixtureRequest request, List<string> notes)
    {
        if (!TakesLogits(model, request))
        {
            return model.Network;
        }

        LossTerm? term = (request.Loss ?? model.Loss?.Loss)?.Term;
        Activation activation = term is BinaryCrossEntropy ? new Sigmoid() : new Softmax();
        notes.Add(
            $"The loss takes logits, so the last layer has {activation.Name} here: "
                + "loss and gradients are the same, and the outputs are probabilities.");
        return new Network([.. model.Network.Layers.SkipLast(1), model.Network.Layers[^1].With(activation)]);
    }

    private static bool TakesLogits(ImportedModel model, FixtureRequest request)
    {
        bool takes = request.TakesLogits
            || (model.Loss is { TakesLogits: true } saved && (request.Loss is null || request.Loss.Value.Term == saved.Loss?.Term));
        Activation last = model.Network.Layers[^1].Activation;
        return !takes || last is Linear ? takes : throw new FixtureException(
            request.File,
            $"the loss takes logits, and the last layer has the activation {last} already. Name the loss of the outputs with --loss.");
    }

    private static Loss LossOf(ImportedModel model, Network network, FixtureRequest request, List<string> notes)
    {
        if (request.Loss is { } asked)
        {
            return asked;
        }

        if (model.Loss is { } saved)
        {
            return saved.Loss ?? throw new FixtureException(
                request.File,
                $"the model was compiled with the loss {Wording.Quote(saved.Name)}{saved.Settings}, which no fixture has. "
                    + "Name one with --loss.");
        }

        Loss usual = network.Layers[^1].Activation switch
        {
            Softmax => new Loss(new CategoricalCrossEntropy(), Reduction.MeanOverSamples),
            Sigmoid => new Loss(new BinaryCrossEntropy(), Reduction.MeanOverElements),
            _ => Loss.MeanSquaredError,
        };
        notes.Add(
            $"The file names no loss; {usual.Term.Name} ({ContractNames.Of(usual.Reduction)}) was chosen for its last activation. "
                + "--loss names another.");
        return usual;
    }

    private static double[] MadeUpLabels(MadeUpNumbers drawn, Loss loss, int samples, int outputs)
        => loss.Term.LabelsAreOneHot ? drawn.OneHot(samples, outputs)
            : loss.Term.TypicalLabels is { } labels ? drawn.Either(samples * outputs, labels[0], labels[^1])
            : drawn.Numbers(samples * outputs);
}
