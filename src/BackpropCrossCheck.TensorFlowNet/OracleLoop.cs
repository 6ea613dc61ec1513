using System.Text;
using BackpropCrossCheck.TensorFlowNet.Calculation;
using BackpropCrossCheck.TensorFlowNet.Messages;

namespace BackpropCrossCheck.TensorFlowNet;

/// <summary>Answers one request after the other until the input ends, all on one thread: with two, TensorFlow.NET fails or is silently
/// wrong.</summary>
/// <param name="calculator">Calculates the answers.</param>
/// <param name="answers">Writes the answers.</param>
internal sealed class OracleLoop(ICalculator calculator, AnswerWriter answers)
{
    /// <summary>Reads requests, one per line, until the end of the input.</summary>
    /// <param name="input">The requests, UTF-8.</param>
    public void Run(Stream input)
    {
        using var reader = new StreamReader(input, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        while (reader.ReadLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                Answer(line);
            }
        }
    }

    private void Answer(string line)
    {
        byte[] message = Encoding.UTF8.GetBytes(line);
        if (RequestId.Find(message) is not { } id)
        {
            Console.Error.WriteLine("tensorflow-net: a line without a readable \"id\" cannot be answered and is skipped.");
            return;
        }

        try
        {
            answers.Write(id, calculator.Calculate(RequestReader.Read(message)));
        }
        catch (Exception fault) when (fault is RequestException or CalculationException)
        {
            answers.WriteError(id, fault.Message);
        }
    }
}
