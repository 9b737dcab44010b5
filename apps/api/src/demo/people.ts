import type { Random } from './random.ts';

/** Where people come from: what they are called, and where they live. */
type Origin = {
  women: readonly string[];
  men: readonly string[];
  families: readonly string[];
  /** East Asian names that are written family name first. */
  familyFirst?: true;
};

const ORIGINS = {
  spanish: {
    women: ['Lucía', 'Carmen', 'Inés', 'Marta', 'Elena', 'Paula', 'Rocío', 'Beatriz', 'Nuria', 'Alba'],
    men: ['Javier', 'Andrés', 'Pablo', 'Íñigo', 'Sergio', 'Tomás', 'Rubén', 'Gonzalo', 'Álvaro', 'Mateo'],
    families: ['Herrero Vidal', 'Peñalver', 'Ibáñez Soto', 'Quintanilla', 'Cifuentes', 'Barroso', 'Llorente'],
  },
  english: {
    women: ['Hannah', 'Megan', 'Alice', 'Joanna', 'Rosie', 'Claire', 'Denise', 'Tamsin', 'Beth', 'Imogen'],
    men: ['Marcus', 'Owen', 'Callum', 'Graham', 'Dylan', 'Rhys', 'Warren', 'Toby', 'Nathan', 'Elliot'],
    families: ['Ellery', 'Whitcombe', 'Harlow', "O'Rourke", 'Penhallow', 'Thackery', 'Lockwood', 'Marsden'],
  },
  german: {
    women: ['Greta', 'Anneliese', 'Katharina', 'Ilse', 'Friederike'],
    men: ['Jürgen', 'Matthias', 'Lars', 'Günther', 'Konrad'],
    families: ['Weißenborn', 'Köhlmeier', 'Brandstätter', 'Oberhäuser', 'Schönfelder'],
  },
  portuguese: {
    women: ['Inês', 'Catarina', 'Luísa', 'Conceição'],
    men: ['João', 'Tiago', 'Rui', 'Nuno'],
    families: ['Figueiredo', 'Magalhães', 'Carvalhal', 'Assunção'],
  },
  arabic: {
    women: ['Amina', 'Salma', 'Nour', 'Hiba'],
    men: ['Youssef', 'Karim', 'Idris', 'Tariq'],
    families: ['Benkirane', 'El Mansouri', 'Haddad', 'Al-Rashidi'],
  },
  indian: {
    women: ['Ananya', 'Lakshmi', 'Meera', 'Kavya'],
    men: ['Arjun', 'Rohan', 'Vikram', 'Suresh'],
    families: ['Krishnamurthy', 'Banerjee', 'Deshpande', 'Nair'],
  },
  japanese: {
    women: ['Haruka', 'Yui', 'Naoko', 'Michiko'],
    men: ['Kenji', 'Daichi', 'Ryota', 'Takashi'],
    families: ['Kobayakawa', 'Shimizu', 'Onodera', 'Fujimori'],
  },
  vietnamese: {
    women: ['Thị Lan', 'Ngọc Ánh', 'Thu Hà'],
    men: ['Văn Minh', 'Quốc Bảo', 'Đức Anh'],
    families: ['Nguyễn', 'Trần', 'Phạm'],
    familyFirst: true,
  },
  mexican: {
    women: ['Xóchitl', 'Guadalupe', 'Fernanda', 'Itzel'],
    men: ['Emiliano', 'Héctor', 'Ulises', 'Joaquín'],
    families: ['Zaragoza', 'Villaseñor', 'Cuauhtémoc Ríos', 'Montemayor'],
  },
  nigerian: {
    women: ['Ngozi', 'Adaeze', 'Folake', 'Yetunde'],
    men: ['Chinedu', 'Babatunde', 'Emeka', 'Olúṣẹ́gun'],
    families: ['Okonkwo-Bell', 'Adeyemi', 'Nwachukwu', 'Balogun'],
  },
  polish: {
    women: ['Małgorzata', 'Agnieszka', 'Zofia'],
    men: ['Łukasz', 'Wojciech', 'Grzegorz'],
    families: ['Brzozowska-Lis', 'Szczepaniak', 'Wiśniowiecki'],
  },
} satisfies Record<string, Origin>;

/** A zone with the people who live in it. */
export type Region = {
  timeZone: string;
  origins: readonly (keyof typeof ORIGINS)[];
  units: 'metric' | 'imperial';
  weight: number;
};

export type Sex = 'woman' | 'man';

/** A name that is not taken yet. */
export function newName(random: Random, region: Region, sex: Sex, taken: Set<string>): string {
  for (;;) {
    const origin: Origin = ORIGINS[random.pick(region.origins)];
    const givenNames = sex === 'woman' ? origin.women : origin.men;
    const given = random.pick(givenNames);
    const family = random.pick(origin.families);
    // Once the plain names are used up, people have a second given name.
    const second = random.chance(taken.size / 150) ? random.pick(givenNames) : given;
    const both = second === given ? given : `${given} ${second}`;
    const name = origin.familyFirst ? `${family} ${both}` : `${both} ${family}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}
