/** Sentences to try, by data set: none of them is in it. */
import { languagesId, mailId } from '../../blocks/data/text-sets.ts';

const sentences: { readonly [dataset: string]: readonly string[] } = {
  [languagesId]: [
    'Der Zug nach Erlangen hat heute leider zehn Minuten Verspätung.',
    'Tänään on kaunis päivä, ja lähdemme yhdessä metsään kävelylle.',
    'Hôm nay trời đẹp và chúng tôi cùng đi dạo trong rừng.',
    'Jutro pojedziemy nad morze, jeśli tylko nie będzie padał deszcz.',
    'Demà anirem a la platja amb els nostres amics si fa bon temps.',
    'Yarın hava güzel olursa arkadaşlarımızla denize gideceğiz.',
  ],
  [mailId]: [
    'Congratulations! You have won a free prize. Click here now to claim your money, this offer ends today!',
    'The patch builds fine here, but one test of the parser still fails on my machine. Any idea?',
    'Lose weight fast without a diet! Order now, satisfaction guaranteed or your money back.',
    'Are we still meeting on Thursday? I can bring the slides for the talk.',
  ],
};

export const sentencesFor = (dataset: string): readonly string[] => sentences[dataset] ?? [];
